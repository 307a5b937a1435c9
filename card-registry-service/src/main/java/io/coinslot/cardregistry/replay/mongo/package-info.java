/** Seen request ids, decided by a unique id. */
@NullMarked
package io.coinslot.cardregistry.replay.mongo;

import org.jspecify.annotations.NullMarked;
