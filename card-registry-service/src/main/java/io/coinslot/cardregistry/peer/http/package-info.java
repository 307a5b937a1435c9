/** Peers over signed HTTP requests. */
@NullMarked
package io.coinslot.cardregistry.peer.http;

import org.jspecify.annotations.NullMarked;
