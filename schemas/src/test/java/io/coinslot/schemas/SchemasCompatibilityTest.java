package io.coinslot.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consumers of yesterday read what we write today, and we read what was written yesterday. */
class SchemasCompatibilityTest {
    private static final Path RELEASED = Path.of("released");

    static List<Topic> topics() {
        return Topics.published();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTopicHasAReleasedCopy(Topic topic) throws IOException {
        assertThat(released(topic)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsAndIsReadByEveryReleasedVersion(Topic topic) throws IOException {
        Schema current = topic.schema();
        for (Schema old : released(topic)) {
            assertThat(compatibility(current, old)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatibility(old, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    /** Else it would be published, and forgotten once it changes again. */
    @ParameterizedTest
    @MethodSource("topics")
    void isWrittenDownAsItIs(Topic topic) throws IOException {
        assertThat(released(topic)).contains(topic.schema());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void isDescribedToReadersAsItIs(Topic topic) throws IOException {
        Matcher copy = Pattern.compile("released/" + Pattern.quote(topic.name()) + "/\\S+\\.avsc")
                .matcher(Files.readString(Path.of("asyncapi.yaml")));
        assertThat(copy.find()).isTrue();
        assertThat(parsed(Path.of(copy.group()))).isEqualTo(topic.schema());
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static List<Schema> released(Topic topic) throws IOException {
        try (Stream<Path> files = Files.list(RELEASED.resolve(topic.name()))) {
            return files.sorted().map(SchemasCompatibilityTest::parsed).toList();
        }
    }

    private static Schema parsed(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
