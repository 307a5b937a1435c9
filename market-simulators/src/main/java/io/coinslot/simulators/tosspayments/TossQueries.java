package io.coinslot.simulators.tosspayments;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;

/** Reads the parameters of lists. */
final class TossQueries {
    private TossQueries() {}

    static LocalDate date(Map<String, String> query, String name) {
        try {
            return LocalDate.parse(query.getOrDefault(name, ""));
        } catch (DateTimeException e) {
            throw TossRefusal.invalid(name + " must be a date such as 2026-11-26.");
        }
    }

    static Instant time(Map<String, String> query, String name) {
        try {
            return LocalDateTime.parse(query.getOrDefault(name, "")).toInstant(TossTimes.SEOUL);
        } catch (DateTimeException e) {
            throw TossRefusal.invalid(name + " must be a time such as 2026-11-26T12:00:00, in Seoul.");
        }
    }

    static int number(Map<String, String> query, String name, int otherwise, int most) {
        String text = query.get(name);
        try {
            int number = text == null ? otherwise : Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of bounds.
        }
        throw TossRefusal.invalid(name + " must be a number from 1 to " + most + ".");
    }
}
