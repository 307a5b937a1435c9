package io.coinslot.simulators.issuer;

import java.util.Set;

/** The financial companies of one group: they issue under one brand, and have names, keys and customers of their own. */
public enum Company {
    /** Speaks both shapes. */
    BANK("issuer", "simulated-bank", Set.of(Shape.MDES, Shape.PLAIN)),
    /** Speaks the plainer shape alone. */
    SAVINGS_BANK("plain-issuer", "simulated-savings-bank", Set.of(Shape.PLAIN));

    private final String root;
    private final String id;
    private final Set<Shape> shapes;

    Company(String root, String id, Set<Shape> shapes) {
        this.root = root;
        this.id = id;
        this.shapes = shapes;
    }

    /** The root that it is served under. */
    public String root() {
        return root;
    }

    /** Its name, for which requests are signed and credentials sealed. */
    public String id() {
        return id;
    }

    boolean speaks(Shape shape) {
        return shapes.contains(shape);
    }
}
