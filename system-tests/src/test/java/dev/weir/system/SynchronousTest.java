package dev.weir.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weir.agent.adapter.sqlite.SqliteAgentStore;
import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import dev.weir.region.adapter.sqlite.SqliteRegionStore;
import dev.weir.storage.Sqlite;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that returned is on the disk, for every store of every tier. */
class SynchronousTest {
  private static final String FULL = "2";

  @TempDir private Path folder;

  private static String pragma(Sqlite database, String name) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
          }
        });
  }

  @Test
  void aNewDatabaseAndAnOldOneAreOpenedWithASynchronousLog() {
    for (int time = 0; time < 2; time++) {
      try (Sqlite database = Sqlite.open(folder.resolve("a.db"), List.of())) {
        assertThat(pragma(database, "synchronous")).isEqualTo(FULL);
        assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      }
    }
  }

  @Test
  void nobodyElseOpensADatabase() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weir");
    for (Class<?> store :
        List.of(SqliteAgentStore.class, SqliteRegionStore.class, SqliteGlobalStore.class)) {
      assertThat(classes.contain(store)).as("%s was looked at", store).isTrue();
    }
    noClasses()
        .that()
        .doNotBelongToAnyOf(Sqlite.class)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(DriverManager.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(DataSource.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.sqlite..")
        .check(classes);
  }
}
