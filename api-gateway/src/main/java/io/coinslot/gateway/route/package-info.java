/** Which requests may come in, with which scope, and where they go. */
@NullMarked
package io.coinslot.gateway.route;

import org.jspecify.annotations.NullMarked;
