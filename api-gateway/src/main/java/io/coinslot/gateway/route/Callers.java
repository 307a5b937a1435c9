package io.coinslot.gateway.route;

/** Who may make a request that needs a token. The services say the same of their controllers and check it again. */
public enum Callers {
    /** Services' clients and the administrator's; what is not said to be for devices is not for them. */
    CLIENTS,
    CLIENTS_AND_DEVICES,
    DEVICES
}
