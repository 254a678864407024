"""One module per command of the launcher, each with `run(arguments) -> exit code`."""
