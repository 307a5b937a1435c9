package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.util.Map;

/** Lets a user's devices call Coinslot by themselves, and stops them. */
public final class Devices {
    private static final String PATH = "/v1/device-sessions";

    private final Transport transport;

    Devices(Transport transport) {
        this.transport = transport;
    }

    /**
     * Opens a session for a device that the user is logged in on. Send it to the device; it is of use with the device's
     * key alone.
     *
     * @param jwkThumbprint of the device's key, as {@link DeviceKey#thumbprint} gives it
     */
    public DeviceSession open(String userId, String deviceId, String jwkThumbprint) {
        return send(Call.post(PATH, null), userId, deviceId, jwkThumbprint);
    }

    /** The same under the caller's idempotency key. The next session needs another key. */
    public DeviceSession open(String userId, String deviceId, String jwkThumbprint, String idempotencyKey) {
        return send(Call.post(PATH, idempotencyKey), userId, deviceId, jwkThumbprint);
    }

    private DeviceSession send(Call call, String userId, String deviceId, String jwkThumbprint) {
        call.json(Map.of("userId", userId, "deviceId", deviceId, "jwkThumbprint", jwkThumbprint));
        return transport.send(call, DeviceSession.class);
    }

    /** Ends one session: its token is refused from now on. */
    public void revoke(String sessionId) {
        transport.send(Call.repeatablePost(PATH + "/" + segment(sessionId) + "/revoke", Map.of()));
    }

    /** Ends every session of a device, for instance because it is lost. */
    public void revokeAll(String userId, String deviceId) {
        transport.send(Call.repeatablePost(PATH + ":revoke", Map.of("userId", userId, "deviceId", deviceId)));
    }

    /** Ends every session of all devices of a user. */
    public void revokeAll(String userId) {
        transport.send(Call.repeatablePost(PATH + ":revoke", Map.of("userId", userId)));
    }
}
