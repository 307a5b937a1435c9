package io.coinslot.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void namesFollowTheHouse() {
        assertThat(Topics.published())
                .allSatisfy(topic -> assertThat(topic.name()).matches("[a-z]+\\.[a-z-]+\\.v[0-9]+"));
    }

    @Test
    void everyValueIsOneEnvelopeWithAUnionOfEvents() {
        assertThat(Topics.published()).allSatisfy(topic -> {
            Schema schema = topic.schema();
            assertThat(schema.getName()).endsWith("Envelope");
            assertThat(schema.getField("eventId").schema().getType()).isEqualTo(Schema.Type.STRING);
            assertThat(schema.getField("sequence").schema().getType()).isEqualTo(Schema.Type.LONG);
            assertThat(schema.getField("event").schema().getType()).isEqualTo(Schema.Type.UNION);
        });
    }

    @Test
    void everyTopicHasItsDeadLetters() {
        assertThat(Topics.all()).hasSize(2 * Topics.published().size());
        assertThat(Topics.all())
                .filteredOn(topic -> topic.name().endsWith(".dlt"))
                .allSatisfy(topic -> assertThat(topic.schema()).isNull());
    }

    @Test
    void moneyIsNeverFloating() {
        assertThat(Topics.published())
                .noneMatch(topic -> topic.schema().toString().contains("\"double\"")
                        || topic.schema().toString().contains("\"float\""));
    }

    @Test
    void theAsyncApiDescribesEveryTopicAndNoOther() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("asyncapi.yaml"));
        assertThat(valuesOf("    address: ", lines))
                .containsExactlyElementsOf(
                        Topics.published().stream().map(Topic::name).toList());
        assertThat(valuesOf("      name: ", lines))
                .containsExactlyElementsOf(Topics.published().stream()
                        .map(topic -> topic.schema().getFullName())
                        .toList());
        assertThat(valuesOf("          $ref: released/", lines))
                .allSatisfy(copy -> assertThat(Path.of("released", copy)).exists());
    }

    private static List<String> valuesOf(String start, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
