package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a player plays on; platforms that this version does not know yet work too. */
public record Platform(@JsonValue String id) {
    public static final Platform ANDROID = new Platform("android");
    public static final Platform IOS = new Platform("ios");
    public static final Platform WEB = new Platform("web");
    public static final Platform DESKTOP = new Platform("desktop");

    /** The platform of this name. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Platform of(String id) {
        return new Platform(id);
    }

    @Override
    public String toString() {
        return id;
    }
}
