package io.coinslot.gateway.client;

import io.coinslot.servicekit.problem.Problem;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every registered client. */
public interface Clients {
    int MOST_ATTEMPTS = 50;

    Optional<ClientRecord> find(String clientId);

    /** Adds a client unless there is one with its id. Returns the one that is there afterwards. */
    ClientRecord addIfMissing(ClientRecord client);

    /**
     * Puts a changed client in place of its former version.
     *
     * @return false if the stored version is not the one before, so that the change must be made anew
     */
    boolean replace(ClientRecord changed);

    /**
     * Changes a client, however many do so at once; a change that returns the same record stores nothing. An attempt
     * fails only where another's succeeded, so that only a crowd of changes at once is sent away, with 503.
     */
    default Optional<ClientRecord> change(String clientId, UnaryOperator<ClientRecord> change) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<ClientRecord> found = find(clientId);
            if (found.isEmpty()) {
                return found;
            }
            ClientRecord changed = change.apply(found.get());
            if (changed.version() == found.get().version() || replace(changed)) {
                return Optional.of(changed);
            }
        }
        throw Problem.unavailable("Client " + clientId + " is being changed by too many at once", 1)
                .asException();
    }
}
