/** Access tokens: the key that signs them and their verification. */
@NullMarked
package io.coinslot.gateway.token;

import org.jspecify.annotations.NullMarked;
