package io.coinslot.simulators.control;

import tools.jackson.databind.JsonNode;

/** A market whose merchants replace their secret key here, as they would in its console. */
public interface RollsCredentials {
    /** Issues a new secret and answers as {@link MarketControl#credentials}; the old one goes on being accepted. */
    JsonNode rollCredentials(String serviceId);

    /** From now on only the newest secret is accepted, and no access token that was got with an older one. */
    JsonNode revokeOldCredentials(String serviceId);
}
