package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.util.List;

/** What a user may spend and has agreed to. */
public final class Users {
    private final Transport transport;

    Users(Transport transport) {
        this.transport = transport;
    }

    /** Sets the user's limits, in place of those set before. */
    public void setLimits(String userId, List<Limit> limits) {
        transport.send(Call.put(path(userId) + "/limits", limits));
    }

    public List<Limit> limits(String userId) {
        return Json.readList(transport.send(Call.get(path(userId) + "/limits")).body(), Limit.class);
    }

    /** Records what the user or a guardian agreed to; {@code kind} is terms or guardian. */
    public void setConsent(String userId, String kind, Consent consent) {
        transport.send(Call.put(consentPath(userId, kind), consent));
    }

    public Consent consent(String userId, String kind) {
        return transport.send(Call.get(consentPath(userId, kind)), Consent.class);
    }

    private static String path(String userId) {
        return "/v1/users/" + segment(userId);
    }

    private static String consentPath(String userId, String kind) {
        return path(userId) + "/consents/" + segment(kind);
    }
}
