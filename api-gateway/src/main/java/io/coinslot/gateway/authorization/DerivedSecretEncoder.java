package io.coinslot.gateway.authorization;

import io.coinslot.gateway.client.ClientSecrets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares secrets by deriving them: the "encoded" secret is the client's id and the generations that are valid. */
final class DerivedSecretEncoder implements PasswordEncoder {
    private static final String SEPARATOR = "\n";

    private final ClientSecrets secrets;

    DerivedSecretEncoder(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    static String encoded(String clientId, List<Integer> generations) {
        return clientId + SEPARATOR + generations.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        throw new UnsupportedOperationException("Secrets are derived, never chosen");
    }

    @Override
    public boolean matches(@Nullable CharSequence presented, @Nullable String encoded) {
        if (presented == null || encoded == null) {
            return false;
        }
        String[] parts = encoded.split(SEPARATOR);
        List<Integer> generations =
                Arrays.stream(parts).skip(1).map(Integer::valueOf).toList();
        return secrets.matches(parts[0], generations, presented.toString());
    }
}
