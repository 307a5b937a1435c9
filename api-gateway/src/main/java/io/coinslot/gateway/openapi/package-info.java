/** The published description of the API. */
@NullMarked
package io.coinslot.gateway.openapi;

import org.jspecify.annotations.NullMarked;
