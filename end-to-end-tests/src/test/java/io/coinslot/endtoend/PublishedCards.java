package io.coinslot.endtoend;

import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published test numbers: those of which the simulated financial company knows what to decide, and all others. */
final class PublishedCards {
    private static final Path PUBLISHED = Path.of("../../shared/fixtures/cards/adyen-cards.json");
    private static final Path TABLE =
            Path.of("market-simulators/src/main/resources/io/coinslot/simulators/issuer/cards.csv");

    private PublishedCards() {}

    /**
     * A card.
     *
     * @param expiry month and year, MMYY
     * @param decision what the financial company decides, such as APPROVED
     */
    record Card(String number, String expiry, String decision) {}

    static List<Card> known() {
        try {
            List<Card> cards = new ArrayList<>();
            for (String line :
                    Files.readAllLines(SourceTree.ofWorkingDirectory().root().resolve(TABLE))) {
                String[] cells = line.split(",", -1);
                if (!line.startsWith("#") && cells.length > 3) {
                    cards.add(new Card(cells[0], cells[1], cells[3]));
                }
            }
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the table, and of the published list where it lies beside the project. */
    static Set<String> numbers() {
        Set<String> numbers = new TreeSet<>();
        known().forEach(card -> numbers.add(card.number()));
        if (Files.exists(PUBLISHED)) {
            JsonNode groups = JsonMapper.shared().readTree(PUBLISHED.toFile());
            groups.findValues("cardnumber")
                    .forEach(number -> numbers.add(number.asString().replaceAll("\\D", "")));
        }
        return numbers;
    }

    /** The first card that is decided so. */
    static Card decided(String decision) {
        return known().stream()
                .filter(card -> card.decision().equals(decision))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no card is " + decision));
    }
}
