package io.coinslot.simulators.tosspayments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as Toss Payments writes them: in Seoul, payments with the offset and webhooks without. */
final class TossTimes {
    static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private TossTimes() {}

    static @Nullable String ofPayment(@Nullable Instant time) {
        return time == null ? null : SECONDS.format(time.atOffset(SEOUL));
    }

    static String ofWebhook(Instant time) {
        return MICROS.format(time.atOffset(SEOUL));
    }

    static LocalDate day(Instant time) {
        return time.atOffset(SEOUL).toLocalDate();
    }
}
