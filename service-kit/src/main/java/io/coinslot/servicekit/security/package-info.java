/** Who calls: access tokens, scopes and the service acted for. */
@NullMarked
package io.coinslot.servicekit.security;

import org.jspecify.annotations.NullMarked;
