package format

import (
	"net/http"
	"strings"
)

// Media returns what kind of recording the bytes are, in Chinese (图片, 音频,
// 视频), or "" when they are none. Only the beginning is looked at.
func Media(head []byte) string {
	head = head[:min(len(head), 512)]
	kind, _, _ := strings.Cut(http.DetectContentType(head), "/")
	name := map[string]string{"image": "图片", "audio": "音频", "video": "视频"}[kind]
	if name == "" || looksText(head) { // some signatures are two letters
		return ""
	}
	return name
}

// ErrMedia is the error for such a file.
func ErrMedia(kind string) *Error {
	detail := "这是" + kind + "文件,没有可以审核的文字。"
	if kind == "图片" {
		detail = "这是图片,没有文字层,无法审核;如果是扫描件,请提交电子版或先做文字识别。"
	}
	return &Error{Reason: Unsupported, Detail: detail}
}
