import numba
from numba.extending import register_jitable
from meetings.agenda import order_annealing as an, order_moves, order_gaps, order_trail
for m,names in ((order_trail,"draw place_cases close_session paid_leaves weigh_gaps".split()),(order_moves,"choose before_separator choose_inside keep_precedence".split()),(order_gaps,"gather find_start scan scan_session scan_gaps spread drop without_block work_before spread_pause pause_without held".split()),(an,"measure step try_move move_block".split())):
    for n in names: register_jitable(getattr(m,n))
run=numba.njit(an.run,cache=False,nogil=True)
measure=numba.njit(an.measure)
