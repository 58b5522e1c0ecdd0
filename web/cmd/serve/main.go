// Command serve serves the built site: right MIME types, ETag, the prebuilt brotli and gzip files to browsers that take
// them, and the policy as a header. It prints the address when it is ready.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	dir := flag.String("dir", "dist", "folder to serve")
	address := flag.String("address", "127.0.0.1:8509", "host and port to listen on; port 0 takes a free one")
	prefix := flag.String("prefix", "/", "path under which the folder appears")
	bare := flag.Bool("bare", false, "send no security headers, like a plain static host")
	flag.Parse()
	if err := run(*dir, *address, *prefix, *bare); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func run(dir, address, prefix string, bare bool) error {
	handler, err := newHandler(dir, prefix, bare)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("%w (PORT= chooses another port)", err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	fmt.Printf("serving %s on http://%s%s\n", dir, listener.Addr(), handler.prefix)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
