/** Request ids of partners that were seen: a request has its effect once, in whatever process. */
@NullMarked
package io.coinslot.cardregistry.replay;

import org.jspecify.annotations.NullMarked;
