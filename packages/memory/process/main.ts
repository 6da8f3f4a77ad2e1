// The process that holds LanceDB and the embedding model: some 300 MB that the server gets back when it ends.

// Ctrl-C in a terminal goes to every process of it; the server says when to leave. Before anything is loaded, for that takes a second.
process.on('SIGINT', () => {})
await import('./serve.ts')
