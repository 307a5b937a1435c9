/** Aggregates: a state, the events it still has to publish and the tasks it still has to do, in one document. */
@NullMarked
package io.coinslot.servicekit.aggregate;

import org.jspecify.annotations.NullMarked;
