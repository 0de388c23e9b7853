package intake

import (
	"encoding/binary"
	"hash/crc32"
)

// rar4 returns a RAR 4 archive of stored files, as RAR's technical note lays it
// out; names are raw bytes in the code page of the writer.
func rar4(files ...entry) []byte {
	out := []byte("Rar!\x1a\x07\x00")
	block := func(typ byte, flags uint16, body, data []byte) {
		h := make([]byte, 7, 7+len(body))
		h[2] = typ
		binary.LittleEndian.PutUint16(h[3:], flags)
		binary.LittleEndian.PutUint16(h[5:], uint16(7+len(body)))
		h = append(h, body...)
		binary.LittleEndian.PutUint16(h, uint16(crc32.ChecksumIEEE(h[2:])))
		out = append(append(out, h...), data...)
	}
	block(0x73, 0, make([]byte, 6), nil)
	for _, f := range files {
		b := binary.LittleEndian.AppendUint32(nil, uint32(len(f.data)))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(f.data)))
		b = append(b, 2) // made on Windows
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(f.data)))
		b = binary.LittleEndian.AppendUint32(b, 0x5a000000) // time
		b = append(b, 20, 0x30)                             // version, stored
		b = binary.LittleEndian.AppendUint16(b, uint16(len(f.name)))
		b = binary.LittleEndian.AppendUint32(b, 0x20)
		block(0x74, 0x8000, append(b, f.name...), []byte(f.data))
	}
	block(0x7b, 0x4000, nil, nil)
	return out
}

// rar5 returns a RAR 5 archive of stored files.
func rar5(files ...entry) []byte {
	out := []byte("Rar!\x1a\x07\x01\x00")
	block := func(header []byte, data string) {
		h := append(binary.AppendUvarint(nil, uint64(len(header))), header...)
		out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(h))
		out = append(append(out, h...), data...)
	}
	block([]byte{1, 0, 0}, "")
	for _, f := range files {
		h := []byte{2, 2} // file header, has a data area
		h = binary.AppendUvarint(h, uint64(len(f.data)))
		h = append(h, 4) // has a CRC
		h = binary.AppendUvarint(h, uint64(len(f.data)))
		h = append(h, 0x20)
		h = binary.LittleEndian.AppendUint32(h, crc32.ChecksumIEEE([]byte(f.data)))
		h = append(h, 0, 0) // stored; Windows
		h = binary.AppendUvarint(h, uint64(len(f.name)))
		block(append(h, f.name...), f.data)
	}
	block([]byte{5, 0, 0}, "")
	return out
}
