package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What each command is for and which options it takes. The script prints these texts by itself, so that help needs no
 * JDK and no build; here they tell which options there are.
 *
 * @param command a command of the launcher
 */
record Help(String command, String text) {
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    /** The help of a command, if there is such a command. */
    static Optional<Help> of(String command) {
        if (!NAME.matcher(command).matches()) {
            return Optional.empty();
        }
        try (InputStream text = Help.class.getResourceAsStream("/help/" + command + ".txt")) {
            return text == null
                    ? Optional.empty()
                    : Optional.of(new Help(command, new String(text.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the command takes the option: an option that its help does not name is none. */
    boolean names(String option) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(option) + "(?![\\w-])")
                .matcher(text)
                .find();
    }
}
