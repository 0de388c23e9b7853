// Command hecha audits Chinese-language work reports.
package main

import (
	"os"

	"hecha/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.System())) }
