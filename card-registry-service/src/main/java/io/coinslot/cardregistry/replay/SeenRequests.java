package io.coinslot.cardregistry.replay;

/** Which requests of partners were taken. Shared by every process: a replay at another one is seen as well. */
public interface SeenRequests {
    /** Notes a request. False if it was seen before; ids are remembered for longer than signatures are good. */
    boolean isFirst(String sender, String requestId);
}
