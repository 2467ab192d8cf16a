package dev.weir.cli.text;

import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.wire.Bytes;

/** Join files and keys: what was made and what to do with it. */
public final class JoinText {
  private JoinText() {}

  public static String written(JoinFile join, String file) {
    String next =
        switch (join.kind()) {
          case REGION -> "weir region --data DIR --id REGION --join " + file;
          case DEVICE -> "weir agent --data DIR --id DEVICE --model MODEL --join " + file + " ...";
        };
    return "Wrote "
        + file
        + ", which works once, until "
        + Amounts.time(join.validUntil())
        + "\nUse it: "
        + next
        + "\n";
  }

  public static String keyMade(String file, String publicFile, Bytes key) {
    return "Made release key "
        + key.digest().brief()
        + "\n  "
        + file
        + "  signs releases; keep it secret and keep a copy\n  "
        + publicFile
        + "  is its public half\nMake it known: weir key trust "
        + publicFile
        + "\n";
  }

  public static String keyTrusted(Bytes key) {
    return "Releases that are signed with key "
        + key.digest().brief()
        + " are believed now. Build one: weir help release build\n";
  }
}
