/*
 * reference: a trivial ncurses program, what sshd is measured with: a page of
 * 20 lines, a pointer that the arrows move, a footer that ends in READY.
 */
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>

static void
draw(int at)
{
	erase();
	mvaddstr(0, 2, "Reference");
	for (int i = 0; i < 20; i++) {
		if (i == at)
			attron(A_REVERSE);
		mvprintw(2 + i, 0, "%c * line %d of the page, as long as a "
		    "title would be    9 h 12", i == at ? '>' : ' ', i);
		attroff(A_REVERSE);
	}
	mvaddstr(LINES - 1, 2, "Enter open  Space next  : menu  ? help READY");
	refresh();
}

int
main(void)
{
	int at = 0, key;

	setlocale(LC_ALL, "C.UTF-8");
	if (newterm(NULL, stdout, stdin) == NULL)
		return EXIT_FAILURE;
	raw();
	noecho();
	keypad(stdscr, TRUE);
	set_escdelay(25);
	define_key("\033[A", KEY_UP);
	define_key("\033[B", KEY_DOWN);
	curs_set(0);
	draw(at);
	while ((key = getch()) != 'q' && key != ERR) {
		if (key == KEY_DOWN && at < 19)
			at++;
		if (key == KEY_UP && at > 0)
			at--;
		draw(at);
	}
	endwin();
	return EXIT_SUCCESS;
}
