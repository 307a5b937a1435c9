/** What the description of the API promises, held against what is answered. */
@NullMarked
package io.coinslot.houserules.api;

import org.jspecify.annotations.NullMarked;
