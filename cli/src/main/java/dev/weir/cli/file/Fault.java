package dev.weir.cli.file;

/**
 * What is wrong in a file.
 *
 * @param line from 1
 */
public record Fault(int line, String trouble) {}
