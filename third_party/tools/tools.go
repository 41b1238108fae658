//go:build tools

// Package tools keeps the programs that `make tools` builds in go.mod and go.sum.
package tools

import (
	_ "filippo.io/age/cmd/age-keygen"
	_ "github.com/getsops/sops/v3/cmd/sops"
)
