package io.coinslot.endtoend;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan that cannot find anything finds nothing: each form of a secret is found wherever it stands. */
class NeedlesTest {
    private static final String NUMBER = PublishedCards.decided("APPROVED").number();
    private static final String SIXTEEN = PublishedCards.known().stream()
            .map(PublishedCards.Card::number)
            .filter(number -> number.length() == 16)
            .findFirst()
            .orElseThrow();

    private final Needles needles = new Needles(
            List.of(Secret.cardNumber(NUMBER), Secret.cardNumber(SIXTEEN), Secret.text("a code", "WR0NGCODE7QX")));

    private void isFound(String text) {
        isFound(text.getBytes(UTF_8));
    }

    private void isFound(byte[] bytes) {
        assertThat(needles.in(bytes)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "-", ".", "/", "_", "+"})
    void findsNumbersInGroups(String separator) {
        isFound("{\"note\":\"card " + Secret.grouped(NUMBER, separator.charAt(0)) + " of bob\"}");
        isFound("<" + String.join(separator, NUMBER.split("")) + ">");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void findsNumbersInBase64WhateverStandsBefore(int before) {
        byte[] around = ("x".repeat(before) + SIXTEEN + "-tail").getBytes(UTF_8);
        isFound(Base64.getEncoder().encode(around));
        isFound(Base64.getUrlEncoder().withoutPadding().encode(around));
        byte[] spaced = ("x".repeat(before) + Secret.grouped(SIXTEEN, ' ')).getBytes(UTF_8);
        isFound(Base64.getEncoder().encode(spaced));
    }

    @Test
    void findsNumbersInHexInOtherTextsAndPacked() {
        isFound("0a" + HexFormat.of().formatHex(SIXTEEN.getBytes(UTF_8)) + "0b");
        isFound(HexFormat.of().withUpperCase().formatHex(NUMBER.getBytes(UTF_8)));
        isFound(("x" + SIXTEEN).getBytes(UTF_16LE));
        isFound(HexFormat.of().parseHex("00" + SIXTEEN + "00"));
        isFound(Base64.getEncoder().encode(HexFormat.of().parseHex("00" + SIXTEEN + "0330")));
    }

    @Test
    void findsNumbersAtBothEndsWithExpiryAndInPart() {
        isFound(SIXTEEN);
        isFound("then " + SIXTEEN);
        isFound(SIXTEEN + "|0330");
        isFound(SIXTEEN + "0330");
        isFound("…" + SIXTEEN.substring(0, 12));
    }

    @Test
    void findsTextsAlsoInBase64() {
        isFound("user typed WR0NGCODE7QX");
        isFound(Base64.getEncoder().encode("code=WR0NGCODE7QX&".getBytes(UTF_8)));
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(needles.in(("last digits " + NUMBER.substring(NUMBER.length() - 4) + ", brand visa, "
                                + "app 12345678-1234-4234-8234-123456789012, at 1790000000123")
                        .getBytes(UTF_8)))
                .isEmpty();
    }

    /** An offset of the broker after a message that ends with a seven. */
    @Test
    void takesNoLengthsForPackedNumbers() {
        String mostlyZeros = PublishedCards.numbers().stream()
                .filter(number -> number.length() == 15 && number.contains("000000000"))
                .findFirst()
                .orElseThrow();
        Needles card = new Needles(List.of(Secret.cardNumber(mostlyZeros)));
        assertThat(card.in(HexFormat.of().parseHex("22" + mostlyZeros + "f0000019a")))
                .isEmpty();
        assertThat(card.in(mostlyZeros.getBytes(UTF_8))).isNotEmpty();
    }

    @Test
    void neverQuotesWhatItFound() {
        assertThat(needles.in(SIXTEEN.getBytes(UTF_8)).toString()).doesNotContain(SIXTEEN);
    }
}
