package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code keys [FILE] [add | promote ID | remove ID] [--directory FOLDER]}, with FILE one of cards-sealing, access-tokens,
 * billing-tokens and cards: the steps of rotating the sealing key, or another one. {@code keys create --directory FOLDER} makes all keys of a new
 * installation, {@code keys admin-secret [GENERATION]} shows its administrator's secret.
 */
final class KeysCommand {
    private final Layout layout;
    private final Invocation invocation;

    KeysCommand(Layout layout, Invocation invocation) {
        this.layout = layout;
        this.invocation = invocation;
    }

    int run() throws IOException {
        List<String> rest = new ArrayList<>(invocation.rest());
        Path directory = directory(rest);
        if (!rest.isEmpty() && rest.getFirst().equals("create")) {
            return create(directory, rest);
        }
        if (!rest.isEmpty() && rest.getFirst().equals("admin-secret")) {
            return showSecret(directory, rest);
        }
        RotatingFile rotating = RotatingFile.takenFrom(rest);
        Path file = directory.resolve(rotating.fileName());
        RotatingKeys keyset = rotating.read(file);
        switch (String.join(" ", rest).replaceAll(" .*", "")) {
            case "" -> {}
            case "add" -> keyset.add();
            case "promote" -> keyset.promote(id(rest));
            case "remove" -> keyset.remove(id(rest));
            default ->
                throw new UserError(
                        "keys takes add, promote ID or remove ID, of cards-sealing, access-tokens, billing-tokens or"
                                + " cards if that is said; see ./coinslot keys --help");
        }
        if (!rest.isEmpty()) {
            keyset.write(file);
        }
        show(keyset);
        return 0;
    }

    private int create(Path directory, List<String> rest) throws IOException {
        if (directory.equals(layout.keys()) || rest.size() > 1) {
            throw new UserError("keys create needs --directory FOLDER alone: ./coinslot up makes its own keys");
        }
        new Keys(directory).createAll();
        System.out.println(
                invocation.json()
                        ? JsonMapper.shared().writeValueAsString(Map.of("directory", directory.toString()))
                        : "The keys are in " + directory + ". Keep a copy of them in a safe place.");
        return 0;
    }

    private int showSecret(Path directory, List<String> rest) throws IOException {
        String generation = rest.size() == 1 ? "1" : rest.getLast();
        if (rest.size() > 2 || !generation.matches("[1-9][0-9]{0,8}")) {
            throw new UserError("keys admin-secret takes the generation of the secret, 1 if it is left out");
        }
        if (!Files.exists(directory.resolve(Keys.CLIENT_SECRETS))) {
            throw new UserError("there is no " + directory.resolve(Keys.CLIENT_SECRETS));
        }
        String secret = new Keys(directory).clientSecret(Keys.ADMIN_CLIENT, Integer.parseInt(generation));
        System.out.println(
                invocation.json()
                        ? JsonMapper.shared()
                                .writeValueAsString(Map.of("clientId", Keys.ADMIN_CLIENT, "clientSecret", secret))
                        : secret);
        return 0;
    }

    private Path directory(List<String> rest) {
        int option = rest.indexOf("--directory");
        if (option < 0) {
            return layout.keys();
        }
        if (option + 1 >= rest.size()) {
            throw new UserError("--directory needs a value");
        }
        rest.remove(option);
        return Path.of(rest.remove(option));
    }

    private static long id(List<String> rest) {
        try {
            if (rest.size() == 2) {
                return Long.parseLong(rest.get(1));
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UserError("keys " + rest.getFirst() + " needs the id of one key; ./coinslot keys shows them");
    }

    private void show(RotatingKeys keyset) {
        if (invocation.json()) {
            System.out.println(JsonMapper.shared()
                    .writeValueAsString(Map.of("primary", keyset.primary(), "keys", keyset.enabled())));
            return;
        }
        for (long id : keyset.enabled()) {
            System.out.println(id + "  " + keyset.usage(id));
        }
    }
}
