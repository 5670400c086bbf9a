# fault: await is for asyncio; a generator is delegated to with yield from
# loses: test_nothing_starts_early, test_values_pass, test_send_passes, test_throw_passes, test_close_passes, test_result_is_kept
# says: async and await belong to asyncio
def return_one_to_ten():
    for i in range(10):
        yield i


def get_coroutine():
    yield from return_one_to_ten()


async def delegate(sub, results):
    result = await sub
    results.append(result)
    return result


def main():
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
