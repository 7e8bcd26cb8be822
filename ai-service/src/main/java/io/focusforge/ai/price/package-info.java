/**
 * Owns what models cost: the prices of the providers' settings, and those that operators set at run time, which go before them. A model without a
 * price is accounted in tokens only.
 */
package io.focusforge.ai.price;
