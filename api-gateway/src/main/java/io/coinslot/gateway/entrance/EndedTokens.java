package io.coinslot.gateway.entrance;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.ClientRecord.Ended;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.limit.ClientLimits;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Refuses tokens of a service, and of its users' devices, that a rotation ended: whoever had a secret that leaked may
 * hold tokens that have not expired.
 */
public final class EndedTokens {
    private static final String DETAIL = "The access token ended when its client's secret was replaced";

    private final @Nullable Clients clients;
    private final ClientLimits known;

    /** @param clients null where another issuer gives tokens: a secret of ours has nothing to do with those */
    public EndedTokens(@Nullable Clients clients, ClientLimits known) {
        this.clients = clients;
        this.known = known;
    }

    /** By what is known here; a rotation at another gateway may be half a minute ahead of that. */
    void refuseKnown(AccessToken token) {
        if (clients != null && token.serviceId() != null) {
            refuse(token, known.ended(ClientRecord.idOf(token.serviceId())));
        }
    }

    /** By what is stored: for requests by which the holder of such a token could stay. */
    void refuseStored(AccessToken token) {
        if (clients != null && token.serviceId() != null) {
            clients.find(ClientRecord.idOf(token.serviceId())).ifPresent(client -> refuse(token, client.ended()));
        }
    }

    /** As part of a change of the client, so that no rotation comes between. */
    public void refuseIn(ClientRecord client, AccessToken token) {
        if (clients != null && !token.isAdministrator() && isEnded(token, client.ended())) {
            throw Problem.of(GeneralProblem.UNAUTHENTICATED, DETAIL).asException();
        }
    }

    private static void refuse(AccessToken token, Ended ended) {
        if (isEnded(token, ended)) {
            throw token.keyThumbprint() == null ? Challenge.invalidBearer(DETAIL) : Challenge.invalidBound(DETAIL);
        }
    }

    private static boolean isEnded(AccessToken token, Ended ended) {
        return ended.ends(token.clientGeneration(), token.id());
    }
}
