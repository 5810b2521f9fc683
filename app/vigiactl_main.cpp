#include <cstdio>

int main()
{
    std::puts("vigiactl");
    return 0;
}
