package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files whose keys are rotated step by step, by the word that names them. */
enum RotatingFile {
    SEALING("sealing", SealingKeyset.FILE, SealingKeyset::read),
    CARDS_SEALING("cards-sealing", SealingKeyset.CARDS, SealingKeyset::read),
    ACCESS_TOKENS("access-tokens", SigningKeys.ACCESS_TOKENS, SigningKeys::read),
    BILLING_TOKENS("billing-tokens", TokenKeys.FILE, TokenKeys::read),
    CARDS("cards", SigningKeys.CARDS, SigningKeys::read);

    private final String word;
    private final String fileName;
    private final Reader reader;

    RotatingFile(String word, String fileName, Reader reader) {
        this.word = word;
        this.fileName = fileName;
        this.reader = reader;
    }

    private interface Reader {
        RotatingKeys read(Path file) throws IOException;
    }

    /** Takes the word out of the arguments, if it is their first; otherwise it is the sealing key. */
    static RotatingFile takenFrom(List<String> arguments) {
        for (RotatingFile file : values()) {
            if (!arguments.isEmpty() && arguments.getFirst().equals(file.word)) {
                arguments.removeFirst();
                return file;
            }
        }
        return SEALING;
    }

    String fileName() {
        return fileName;
    }

    RotatingKeys read(Path file) throws IOException {
        return reader.read(file);
    }
}
