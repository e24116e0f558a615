empty = The file is empty. Choose another one.
too-large = The file is too large. It may be at most { $most } MB. Make its pictures smaller, or put it somewhere you can link to.
unknown = That kind of file cannot be put here. Choose one of these: { $endings }.
disguised = The name says { $said }, but the content is something else. Open the file and save it again as { $said }.
program = The file contains a program (a macro). Save it without macros and try again.
