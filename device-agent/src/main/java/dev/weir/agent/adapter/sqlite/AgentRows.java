package dev.weir.agent.adapter.sqlite;

import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.journal.Rescued;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.storage.Row;
import java.sql.SQLDataException;
import java.util.ArrayList;
import java.util.List;

/** Knows the rows of an agent's store in a damaged file. */
final class AgentRows {
  private AgentRows() {}

  /** Whether it is a row that an agent wrote. */
  static boolean accepts(String table, Row row) throws Malformed {
    return switch (table) {
      case "value" -> isValue(row);
      case "journal" ->
          JournalEntry.CODEC.decode(Bytes.wrap(row.blob("content"))).number()
              == row.integer("number");
      case "outbox" -> isEntry(row);
      default -> false;
    };
  }

  private static boolean isValue(Row row) throws Malformed {
    Bytes content = Bytes.wrap(row.blob("content"));
    if (row.text("name").equals("record")) {
      AgentRecord.CODEC.decode(content);
    } else {
      Manifest.CODEC.decode(content);
    }
    return true;
  }

  private static boolean isEntry(Row row) throws Malformed {
    Bytes body = Bytes.wrap(row.blob("body"));
    if (row.text("kind").equals(EntryKind.HEARTBEAT.name())) {
      Heartbeat.CODEC.decode(body);
    } else {
      EntryKind.valueOf(row.text("kind"));
      counter(body);
    }
    return row.integer("sequence") > 0;
  }

  private static long counter(Bytes signed) throws Malformed {
    return Report.CODEC.decode(Signed.CODEC.decode(signed).statement()).counter();
  }

  /** The reports among entries. */
  static List<Rescued.SignedReport> reports(List<Entry> entries) throws SQLDataException {
    List<Rescued.SignedReport> reports = new ArrayList<>();
    try {
      for (Entry entry : entries) {
        if (entry.kind() == EntryKind.REPORT) {
          reports.add(new Rescued.SignedReport(counter(entry.body()), entry.body()));
        }
      }
    } catch (Malformed e) {
      throw new SQLDataException("a report: " + e.getMessage(), e);
    }
    return reports;
  }
}
