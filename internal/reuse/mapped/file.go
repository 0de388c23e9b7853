// Package mapped opens a file as memory: mapped where the system allows, read
// otherwise. Mapped memory is read-only.
package mapped

import (
	"fmt"
	"os"
)

// File is an open file as bytes.
type File struct {
	// Data is the contents; it must not be written to nor used after Close.
	Data  []byte
	unmap func() error
}

// Open opens a file whole.
func Open(name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", name)
	}
	if info.Size() == 0 {
		return &File{}, nil
	}
	if data, unmap, err := mapFile(f, info.Size()); err == nil {
		return &File{data, unmap}, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &File{Data: data}, nil
}

// Close gives the memory back.
func (f *File) Close() error {
	f.Data = nil
	if f.unmap == nil {
		return nil
	}
	unmap := f.unmap
	f.unmap = nil
	return unmap()
}
