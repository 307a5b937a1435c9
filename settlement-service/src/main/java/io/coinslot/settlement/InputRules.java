package io.coinslot.settlement;

import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;

/** What is taken from outside. Violations are problems that name the field. */
public final class InputRules {
    /** No purchase is taken for a user with a longer id. */
    private static final int LONGEST_ID = 128;

    private InputRules() {}

    /** A time in milliseconds; refused if it is so far away that its milliseconds cannot be counted. */
    public static Instant time(Instant time, String pointer) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw Problem.invalid(pointer, "is too far away").asException();
        }
    }

    /** An id that somebody else has given; refused if it is longer than any that was taken. */
    public static String id(String text, String pointer) {
        if (text.length() > LONGEST_ID) {
            throw Problem.invalid(pointer, "must be at most " + LONGEST_ID + " characters")
                    .asException();
        }
        return text;
    }
}
