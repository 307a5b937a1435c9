/** The embedded authorization server: client credentials for access tokens. */
@NullMarked
package io.coinslot.gateway.authorization;

import org.jspecify.annotations.NullMarked;
