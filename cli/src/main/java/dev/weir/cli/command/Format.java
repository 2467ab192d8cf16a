package dev.weir.cli.command;

/** How results are shown. */
enum Format {
  TABLE,
  JSON,
  YAML
}
