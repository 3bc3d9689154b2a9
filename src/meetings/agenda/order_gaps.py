"""The cost of every gap a block could go to, from one scan over the order without the block (see order_annealing)."""
