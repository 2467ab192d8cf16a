package dev.weir.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Structured logs: one JSON object a line on standard error. */
public final class JsonLog extends Formatter {
  private static final JsonFactory JSON = new JsonFactory();

  private final String node;

  JsonLog(String node) {
    this.node = node;
  }

  /** Makes all logging of this process structured. */
  public static void install(String node, Level level) {
    LogManager.getLogManager().reset();
    Handler console = new ConsoleHandler();
    console.setLevel(level);
    console.setFormatter(new JsonLog(node));
    Logger root = Logger.getLogger("");
    root.setLevel(level);
    root.addHandler(console);
  }

  @Override
  public String format(LogRecord entry) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("at", entry.getInstant().toString());
      out.writeStringField("level", entry.getLevel().getName().toLowerCase(Locale.ROOT));
      out.writeStringField("node", node);
      out.writeStringField("logger", String.valueOf(entry.getLoggerName()));
      out.writeStringField("message", formatMessage(entry));
      if (entry.getThrown() != null) {
        StringWriter trace = new StringWriter();
        entry.getThrown().printStackTrace(new PrintWriter(trace));
        out.writeStringField("thrown", trace.toString());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }
}
