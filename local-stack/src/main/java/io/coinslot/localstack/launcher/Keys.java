package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** The secret keys of this machine's stack: made once, readable by their owner alone, kept until purged. */
record Keys(Path directory) {
    static final String ADMIN_CLIENT = "admin";
    static final String CLIENT_SECRETS = "client-secrets.key";
    private static final String WEBHOOK_SECRETS = "webhook-secrets.key";
    private static final List<String> LASTING =
            List.of(CLIENT_SECRETS, WEBHOOK_SECRETS, TokenKeys.FILE, SealingKeyset.FILE);
    /** Beside the store: what is in it was sealed by the card registry under a keyset of its own. */
    private static final String CARDS_NEEDED = "cards-sealing-keyset.needed";

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Makes what there is none of.
     *
     * @param store where the documents lie, or will lie: what was sealed or derived for them is lost with its key, so that
     *     no other key may take its place
     * @throws UserError if there are documents, and one of the keys that they need is not there
     */
    void createMissing(Path store) throws IOException {
        boolean isUsed = holdsFiles(store);
        Path cardsNeeded = store.resolveSibling(CARDS_NEEDED);
        if (isUsed) {
            requireLasting(store, Files.exists(cardsNeeded));
        }
        createEachMissing();
        if (isUsed && Files.exists(directory.resolve(SealingKeyset.CARDS)) && !Files.exists(cardsNeeded)) {
            Files.createFile(cardsNeeded);
        }
    }

    /**
     * Makes all of them for a new installation.
     *
     * @throws UserError if there are files in the folder: a key that was lost must not be replaced unnoticed
     */
    void createAll() throws IOException {
        if (holdsFiles(directory)) {
            throw new UserError(directory + " holds files already; keys are made in an empty folder alone");
        }
        Files.createDirectories(directory);
        createEachMissing();
    }

    private static boolean holdsFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private void requireLasting(Path store, boolean cardsNeeded) {
        List<String> missing = Stream.concat(
                        LASTING.stream(), cardsNeeded ? Stream.of(SealingKeyset.CARDS) : Stream.empty())
                .filter(name -> !Files.exists(directory.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new UserError(directory + " lacks " + String.join(", ", missing) + ", and the documents in " + store
                    + " cannot be used without: put it back, or begin anew with ./coinslot down --purge");
        }
    }

    private void createEachMissing() throws IOException {
        for (String name : new String[] {CLIENT_SECRETS, WEBHOOK_SECRETS}) {
            createIfMissing(name, TokenKeys.fresh());
        }
        // Where there is a key of the tokens and none of the names, users are named by it.
        if (!Files.exists(directory.resolve(TokenKeys.FILE))) {
            createIfMissing(TokenKeys.NAMES, TokenKeys.fresh());
            createIfMissing(TokenKeys.FILE, TokenKeys.fresh());
        }
        // Where there is one for all and none of the card registry's own, it uses that.
        if (!Files.exists(directory.resolve(SealingKeyset.FILE))) {
            if (!Files.exists(directory.resolve(SealingKeyset.CARDS))) {
                SealingKeyset.fresh().write(directory.resolve(SealingKeyset.CARDS));
            }
            SealingKeyset.fresh().write(directory.resolve(SealingKeyset.FILE));
        }
        createIfMissing(SigningKeys.ACCESS_TOKENS, SigningJwk.fresh(RANDOM).text());
        createIfMissing(SigningKeys.CARDS, SigningJwk.fresh(RANDOM).text());
        createIfMissing("charges-signing-key.json", SigningJwk.fresh(RANDOM).text());
    }

    private void createIfMissing(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            PrivateFiles.replace(file, text + "\n");
        }
    }

    /** What the card registry's partners verify its messages with. */
    ObjectNode cardsSigningKey() throws IOException {
        return SigningKeys.read(directory.resolve(SigningKeys.CARDS)).signing().publicKey();
    }

    /** The first secret of a client of the gateway. */
    String clientSecret(String clientId) throws IOException {
        return clientSecret(clientId, 1);
    }

    /** @param generation is raised when the secret is replaced */
    String clientSecret(String clientId, int generation) throws IOException {
        byte[] secret = derive(CLIENT_SECRETS, "client\n" + clientId + "\n" + generation);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** @param generation is raised when the secret is replaced, from 1 */
    String webhookSecret(String serviceId, int generation) throws IOException {
        byte[] secret = derive(WEBHOOK_SECRETS, "webhook\n" + serviceId + "\n" + generation);
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private byte[] derive(String file, String text) throws IOException {
        byte[] key = Base64.getDecoder()
                .decode(Files.readString(directory.resolve(file)).strip());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
