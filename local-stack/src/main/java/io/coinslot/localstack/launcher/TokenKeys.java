package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The keys of billing tokens: one in each line, the first signs. Their ids are taken from their digests. */
final class TokenKeys extends KeysInOrder<String> {
    static final String FILE = "billing-tokens.key";
    /** Users are named to markets by it, for good; it was the first key of the tokens where there is no such file. */
    static final String NAMES = "account-names.key";

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenKeys(List<String> lines) {
        super(lines);
    }

    /** A key in base64. */
    static String fresh() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    static TokenKeys read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UserError("there is no " + file);
        }
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        if (lines.isEmpty() || !lines.stream().allMatch(TokenKeys::isKey)) {
            throw new UserError(file + " holds no keys of " + KEY_BYTES + " bytes in base64, one in each line");
        }
        return new TokenKeys(lines);
    }

    private static boolean isKey(String line) {
        try {
            return Base64.getDecoder().decode(line).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    String another() {
        return fresh();
    }

    @Override
    byte[] identity(String line) {
        return Base64.getDecoder().decode(line);
    }

    /** What names users keeps its key, before that of the tokens is another. */
    @Override
    public void write(Path file) throws IOException {
        Path names = file.resolveSibling(NAMES);
        if (!Files.exists(names)) {
            TokenKeys before = read(file);
            if (before.keys.size() > 1) {
                throw new UserError("there is no " + names + ": put there the oldest key of " + file
                        + ", by which users have been named to markets so far");
            }
            PrivateFiles.replace(names, before.keys.getFirst() + "\n");
        }
        PrivateFiles.replace(file, String.join("\n", keys) + "\n");
    }

    @Override
    public String usage(long id) {
        return id == primary() ? "signs and verifies" : "verifies";
    }
}
