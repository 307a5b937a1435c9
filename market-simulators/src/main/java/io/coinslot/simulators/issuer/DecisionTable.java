package io.coinslot.simulators.issuer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the company decides, by card. The cards are published test numbers; the control interface changes and adds. */
final class DecisionTable {
    private final Map<String, KnownCard> byReference = new LinkedHashMap<>();
    private final CardNumbers numbers;

    DecisionTable(CardNumbers numbers) {
        this.numbers = numbers;
        read();
    }

    @Nullable
    KnownCard byNumber(String number) {
        return byReference.get(numbers.panUniqueReference(number));
    }

    @Nullable
    KnownCard byReference(String panUniqueReference) {
        return byReference.get(panUniqueReference);
    }

    void put(KnownCard card) {
        byReference.put(card.panUniqueReference(), card);
    }

    List<KnownCard> all() {
        return List.copyOf(byReference.values());
    }

    /** A card that is not in the table yet. */
    KnownCard card(String number, String expiry, String brand, Ruling ruling) {
        return new KnownCard(
                numbers.panUniqueReference(number),
                numbers.paymentAccountReference(number),
                CardNumbers.masked(number),
                expiry,
                brand,
                ruling);
    }

    private void read() {
        InputStream resource = Objects.requireNonNull(DecisionTable.class.getResourceAsStream("cards.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::readLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLine(String line) {
        String[] cells = line.split(",", -1);
        Ruling ruling = new Ruling(
                Decision.valueOf(cells[3]),
                cells[4].isEmpty() ? null : DeclineReason.valueOf(cells[4]),
                cells[5].isEmpty() ? null : Decision.valueOf(cells[5]),
                Ruling.USUAL_SECONDS);
        put(card(cells[0], cells[1], cells[2], ruling));
    }
}
