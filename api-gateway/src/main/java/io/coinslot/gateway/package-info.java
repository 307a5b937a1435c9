/** The only way in: tokens, scopes, limits and routes. */
@NullMarked
package io.coinslot.gateway;

import org.jspecify.annotations.NullMarked;
